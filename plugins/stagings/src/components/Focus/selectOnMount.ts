import { focusOnMount } from './focusOnMount';

/** Ref of a field that begins with a value to be changed: the value is marked, so that typing takes its place. */
export function selectOnMount(element: HTMLElement | null): void {
  focusOnMount(element);
  if (element instanceof HTMLInputElement) element.select();
}
