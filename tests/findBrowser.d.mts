export function findBrowser(options?: { readonly install?: boolean }): Promise<string | null>;
