import { LifecycleService } from '@backstage/backend-plugin-api';
import { ClusterSurvey } from '../model/clusterSurvey';
import { ClusterView } from '../model/clusterView';
import { KeyFinder, Previewer } from '../model/preview';
import { ServiceContext } from '../service/context';
import { AccessControl } from './access/AccessControl';
import { Audit } from './audit/Audit';
import { TellError } from './tellError';

/** What the routes work with. */
export interface HttpContext {
  service: ServiceContext;
  access: AccessControl;
  clusterView: ClusterView;
  clusterSurvey: ClusterSurvey;
  previewer: Previewer;
  keyFinder: KeyFinder;
  audit: Audit;
  tellError: TellError;
  lifecycle: LifecycleService;
}
