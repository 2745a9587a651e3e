/** One chunk for both cards: they share most of their code. */
export { ByLabelCard } from './ByLabelCard';
export { TracesCard } from './TracesCard';
