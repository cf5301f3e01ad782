import axe from 'axe-core';

/**
 * Rules that need what a test does not have: colours need a layout, and landmarks and headings of a page
 * belong to the portal around the plugin.
 */
const OUT_OF_REACH = ['color-contrast', 'region', 'page-has-heading-one'];

/**
 * What is wrong for people who use a screen reader or the keyboard alone, a line for each rule and element.
 * Without an element, the whole document is checked, with what is shown over it.
 */
export async function accessibilityProblems(
  element: Element = document.body,
): Promise<string[]> {
  const { violations } = await axe.run(element, {
    rules: Object.fromEntries(
      OUT_OF_REACH.map(rule => [rule, { enabled: false }]),
    ),
    resultTypes: ['violations'],
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}: ${html}`),
  );
}
