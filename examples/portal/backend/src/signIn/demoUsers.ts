/** The people of the demo who can be signed in as; each is a user of the catalog. */
export const demoUsers = ['ada', 'finn', 'quinn', 'pat'] as const;
