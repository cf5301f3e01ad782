const KEY = 'demo-portal.person';

/** Who signed in last in this browser; a page that is loaded again asks nobody. */
export const chosenPerson = {
  get: () => localStorage.getItem(KEY) ?? undefined,
  set: (id: string) => localStorage.setItem(KEY, id),
  forget: () => localStorage.removeItem(KEY),
};
