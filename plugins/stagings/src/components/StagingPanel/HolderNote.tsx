import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StagingSummary } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { conditionOf } from '../StagingStatus/condition';

interface HolderNoteProps {
  /** What is held: a branch or a name. */
  held: 'branch' | 'name';
  holder: StagingSummary;
  /** Where its detail is. */
  path: string;
}

/** Says which staging has a branch or a name already, and leads to it. */
export function HolderNote({ held, holder, path }: HolderNoteProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const condition = t(`condition.${conditionOf(holder.status)}`);
  return (
    <>
      {t(`panel.held.${held}`)}{' '}
      <Link to={path} underline="always">
        {holder.name}
      </Link>{' '}
      ({condition}
      ). {t(`panel.heldHelp.${held}`)}
    </>
  );
}
