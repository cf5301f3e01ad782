/** Ref of what a person deals with first: the keyboard goes there when a panel or dialog opens. */
export function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}
