import { Route, Routes } from 'react-router-dom';
import { StagingDetailRoute } from '../StagingDetail/StagingDetailRoute';
import { StagingColumn } from '../StagingsTable/columns';
import { StagingsTheme } from '../Theme/StagingsTheme';
import { ComponentStagings } from './ComponentStagings';

/**
 * What can be set of the tab.
 * @public
 */
export interface EntityStagingsContentProps {
  /** The columns between the name and the menu; must not be another array at each render. */
  columns?: readonly StagingColumn[];
}

/** The Stagings tab of a component: its list, and at `<id>` the detail of one. */
export function StagingsTab({ columns }: EntityStagingsContentProps) {
  return (
    <StagingsTheme>
      <Routes>
        <Route path="/" element={<ComponentStagings columns={columns} />} />
        <Route path="/:id" element={<StagingDetailRoute />} />
      </Routes>
    </StagingsTheme>
  );
}
