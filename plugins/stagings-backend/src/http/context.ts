import {
  AuditorService,
  LifecycleService,
} from '@backstage/backend-plugin-api';
import { ClusterView } from '../model/clusterView';
import { ServiceContext } from '../service/context';
import { AccessControl } from './access/AccessControl';

/** What the routes work with. */
export interface HttpContext {
  service: ServiceContext;
  access: AccessControl;
  clusterView: ClusterView;
  auditor: AuditorService;
  lifecycle: LifecycleService;
}
