import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Accordion from '@material-ui/core/Accordion';
import AccordionDetails from '@material-ui/core/AccordionDetails';
import AccordionSummary from '@material-ui/core/AccordionSummary';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { OverrideKeysQuery } from 'backstage-plugin-stagings-common';
import { useState } from 'react';
import { problemAt, Refusal } from '../../api/refusal';
import { stagingsTranslationRef } from '../../translations/ref';
import { leavesOf } from '../Overrides/leaves';
import { OverridesDraft, readOverrides } from '../Overrides/overridesDraft';
import { OverridesEditor } from '../Overrides/OverridesEditor';

const useStyles = makeStyles({
  // The panel's own spacing; an accordion brings a shadow and moves when it opens.
  accordion: {
    boxShadow: 'none',
    background: 'none',
    '&:before': { opacity: 0 },
    '&.Mui-expanded': { margin: 0 },
  },
  summary: { padding: 0 },
  details: { padding: 0, display: 'block' },
});

interface MoreConfigurationProps {
  draft: OverridesDraft;
  onChange(draft: OverridesDraft): void;
  template: string;
  query: OverrideKeysQuery;
  refusal?: Refusal;
}

/** The overrides, folded away from those who need none. What cannot be read is never hidden. */
export function MoreConfiguration(props: MoreConfigurationProps) {
  const { draft, refusal } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const value = readOverrides(draft);
  const count = value && leavesOf(value).length;
  const [opened, setOpened] = useState(count !== 0);
  const isWrong = !value || !!problemAt(refusal, 'overrides');
  return (
    <Accordion
      square
      className={classes.accordion}
      expanded={opened || isWrong}
      onChange={(_event, open) => setOpened(open)}
      TransitionProps={{ unmountOnExit: true }}
    >
      <AccordionSummary
        className={classes.summary}
        expandIcon={<ExpandMoreIcon />}
        aria-controls="stagings-more"
      >
        <Typography variant="body2">
          {t('panel.more')}
          {count ? ` · ${t('table.overrides', { count })}` : ''}
        </Typography>
      </AccordionSummary>
      <AccordionDetails id="stagings-more" className={classes.details}>
        <OverridesEditor {...props} />
      </AccordionDetails>
    </Accordion>
  );
}
