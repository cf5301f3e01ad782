import { Route, Routes } from 'react-router-dom';
import { StagingDetailRoute } from '../StagingDetail/StagingDetailRoute';
import { NewStagingRoute } from '../StagingPanel/NewStagingRoute';
import { StagingColumn } from '../StagingsTable/columns';
import { StagingsTheme } from '../Theme/StagingsTheme';
import { PageViews } from './PageViews';

interface StagingsPageContentProps {
  columns?: readonly StagingColumn[];
}

/** The stagings of all components, and at `<id>` the detail of one. */
export function StagingsPageContent({ columns }: StagingsPageContentProps) {
  return (
    <StagingsTheme>
      <Routes>
        <Route
          path="/"
          element={
            <>
              <PageViews columns={columns} />
              <NewStagingRoute detailPath={id => id} />
            </>
          }
        />
        <Route path="/:id" element={<StagingDetailRoute />} />
      </Routes>
    </StagingsTheme>
  );
}
