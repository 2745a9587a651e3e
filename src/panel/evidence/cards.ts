/** One chunk for all cards: they share most of their code. */
export { ByLabelCard } from './ByLabelCard';
export { MissingProfileCard } from './MissingProfileCard';
export { TracesCard } from './TracesCard';
