/** jsdom lays nothing out, and Combobox draws only the options that fit: this gives every element a size. */
export function giveElementsASize(): void {
  jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(400);
  jest.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(400);
}
