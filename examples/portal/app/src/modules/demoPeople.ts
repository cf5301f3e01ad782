/** One of the demo's users, and what the demo's permission policy lets that user do. */
export interface DemoPerson {
  /** Of the sign-in provider, and of the user in the catalog. */
  id: string;
  name: string;
  role: string;
}

export const demoPeople: DemoPerson[] = [
  {
    id: 'ada',
    name: 'Ada Engineer',
    role: 'Builds the shop: may do everything with the stagings of shop, storefront and checkout-worker',
  },
  {
    id: 'finn',
    name: 'Finn Engineer',
    role: 'Builds the search: may do everything with the stagings of search',
  },
  {
    id: 'quinn',
    name: 'Quinn Tester',
    role: 'Tests every feature: sees, archives and restores all stagings, and deletes none',
  },
  {
    id: 'pat',
    name: 'Pat Platform',
    role: 'Runs the clusters: may do everything, and sees what is left in them',
  },
];
