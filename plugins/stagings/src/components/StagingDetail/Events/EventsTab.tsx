import { useTranslationRef } from '@backstage/frontend-plugin-api';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Switch from '@material-ui/core/Switch';
import Typography from '@material-ui/core/Typography';
import { Staging, StagingEvent } from 'backstage-plugin-stagings-common';
import { useState } from 'react';
import { useEvents } from '../../../hooks/useEvents';
import { stagingsTranslationRef } from '../../../translations/ref';
import { ReadFailure } from '../../LiveData/ReadFailure';
import { TableSkeleton } from '../../StagingsTable/TableSkeleton';
import { EventList } from './EventList';

/** What the cluster reported of a staging's objects lately. */
export function EventsTab({ staging }: { staging: Staging }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const live = useEvents(staging.id);
  const [onlyWarnings, setOnlyWarnings] = useState(false);
  return (
    <>
      <ReadFailure live={live} title={t('events.readFailed')} />
      {!live.data && !live.error && <TableSkeleton />}
      {live.data?.length === 0 && (
        <Typography color="textSecondary">
          {staging.desired === 'running'
            ? t('events.empty')
            : t('events.emptyAtRest')}
        </Typography>
      )}
      {live.data && live.data.length > 0 && (
        <>
          <FormControlLabel
            label={t('events.onlyWarnings', {
              amount: String(live.data.filter(isWarning).length),
            })}
            control={
              <Switch
                color="primary"
                checked={onlyWarnings}
                onChange={(_event, checked) => setOnlyWarnings(checked)}
              />
            }
          />
          <EventList
            events={onlyWarnings ? live.data.filter(isWarning) : live.data}
          />
        </>
      )}
    </>
  );
}

function isWarning({ type }: StagingEvent): boolean {
  return type === 'Warning';
}
