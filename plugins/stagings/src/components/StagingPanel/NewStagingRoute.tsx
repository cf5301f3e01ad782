import { Staging } from 'backstage-plugin-stagings-common';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { useStaging } from '../../hooks/useStaging';
import {
  NewStagingLink,
  readNewStagingLink,
  withoutNewStaging,
} from './newStagingLink';
import { NewStagingPanel } from './NewStagingPanel';

interface NewStagingRouteProps {
  /** The component; without it the address has to name one, or a staging of it. */
  entityRef?: string;
  /** Where the detail of a staging is, relative to the current route. */
  detailPath(id: string): string;
}

/**
 * The panel for a new staging while the address has `?new`. The address may fill it in:
 * `template`, `branch`, `commit`, `name`, `parameters.<key>`, `overrides.<key>`, and `from` for all that another
 * staging has.
 */
export function NewStagingRoute(props: NewStagingRouteProps) {
  const [params] = useSearchParams();
  const link = readNewStagingLink(params);
  if (!link) return null;
  return link.from === undefined ? (
    <OpenPanel {...props} link={link} />
  ) : (
    <PanelLikeAnother {...props} link={link} from={link.from} />
  );
}

interface OpenPanelProps extends NewStagingRouteProps {
  link: NewStagingLink;
  source?: Staging;
}

function PanelLikeAnother(props: OpenPanelProps & { from: string }) {
  const { data: source, error } = useStaging(props.from);
  if (!source && !error) return null;
  return (
    <OpenPanel
      {...props}
      entityRef={props.entityRef ?? source?.entityRef}
      source={source}
    />
  );
}

function OpenPanel(props: OpenPanelProps) {
  const { link, source, detailPath } = props;
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const entityRef = props.entityRef ?? link.component;
  if (!entityRef) return null;
  return (
    <NewStagingPanel
      entityRef={entityRef}
      prefill={{ link, source }}
      detailPath={detailPath}
      onCreated={({ id }) => navigate(detailPath(id))}
      onClose={() => setParams(withoutNewStaging(params), { replace: true })}
    />
  );
}
