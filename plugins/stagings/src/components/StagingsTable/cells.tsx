import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { StagingSummary } from 'backstage-plugin-stagings-common';
import { ReactNode } from 'react';
import { StagingLinks } from '../StagingLinks/StagingLinks';
import { StagingColumn } from './columns';
import { ChangedNote, VersionNote } from './notes';

interface Cell {
  content: ReactNode;
  /** The whole of what may be cut off. */
  title?: string;
}

/** What a column shows of a staging. */
export const cells: Record<StagingColumn, (staging: StagingSummary) => Cell> = {
  component: ({ entityRef }) => ({
    content: <EntityRefLink entityRef={entityRef} hideIcon />,
  }),
  branch: ({ source }) => ({
    content: <bdi>{source.branch}</bdi>,
    title: [source.branch, source.commit].filter(Boolean).join(' · '),
  }),
  version: staging => ({ content: <VersionNote staging={staging} /> }),
  template: ({ template }) => ({ content: template, title: template }),
  cluster: ({ cluster }) => ({ content: cluster, title: cluster }),
  open: staging => ({
    content: <StagingLinks staging={staging} oneLine={2} />,
  }),
  changed: staging => ({ content: <ChangedNote staging={staging} /> }),
};
