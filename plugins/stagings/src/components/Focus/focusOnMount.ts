/** Ref of the field that a person fills in first: the keyboard goes there when a panel or dialog opens. */
export function focusOnMount(element: HTMLInputElement | null): void {
  element?.focus();
}
