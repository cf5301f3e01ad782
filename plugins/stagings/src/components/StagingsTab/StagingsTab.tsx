import { Route, Routes } from 'react-router-dom';
import { StagingDetailRoute } from '../StagingDetail/StagingDetailRoute';
import { ComponentStagings } from './ComponentStagings';

/** The Stagings tab of a component: its list, and at `<id>` the detail of one. */
export function StagingsTab() {
  return (
    <Routes>
      <Route path="/" element={<ComponentStagings />} />
      <Route path="/:id" element={<StagingDetailRoute />} />
    </Routes>
  );
}
