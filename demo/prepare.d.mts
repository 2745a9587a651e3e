export const root: string;
export function installWhenStale(): void;
export function buildWhenStale(): Promise<void>;
export function missingOutput(): string[];
