/** A link that shows what is shown now: the page's own address with absolute times and the selected row. */
export function linkToView(
  href: string,
  view: { readonly viewKey: string; readonly row: string | null; readonly fromMs: number; readonly toMs: number }
): string {
  const url = new URL(href);
  url.searchParams.set('from', String(view.fromMs));
  url.searchParams.set('to', String(view.toMs));
  if (view.row !== null) {
    url.searchParams.set(`fl-${view.viewKey}-row`, view.row);
  }
  return url.href;
}
