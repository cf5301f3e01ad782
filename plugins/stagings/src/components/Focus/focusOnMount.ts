/**
 * Ref of what a person deals with first: the keyboard goes there when it appears. What a line of text holds is
 * marked, so that typing takes its place.
 */
export function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
  if (element instanceof HTMLInputElement) element.select();
}
