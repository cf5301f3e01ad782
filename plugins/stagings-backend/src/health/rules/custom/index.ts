import { BuiltInRule } from '../../types';
import { argoApplicationHealth } from './argo';
import { certificateHealth, issuerHealth } from './certManager';
import { fluxHealth } from './flux';
import { kedaHealth } from './keda';
import { knativeServiceHealth } from './knative';
import { cloudNativePgHealth, zalandoPostgresHealth } from './postgres';
import { externalSecretHealth, sealedSecretHealth } from './secrets';
import { strimziHealth } from './strimzi';

/** Rules for kinds of widespread operators, by `group/Kind`. */
export const CUSTOM_RULES: Readonly<Record<string, BuiltInRule>> = {
  'acid.zalan.do/postgresql': zalandoPostgresHealth,
  'argoproj.io/Application': argoApplicationHealth,
  'bitnami.com/SealedSecret': sealedSecretHealth,
  'cert-manager.io/Certificate': certificateHealth,
  'cert-manager.io/ClusterIssuer': issuerHealth,
  'cert-manager.io/Issuer': issuerHealth,
  'external-secrets.io/ExternalSecret': externalSecretHealth,
  'helm.toolkit.fluxcd.io/HelmRelease': fluxHealth,
  'kafka.strimzi.io/Kafka': strimziHealth,
  'kafka.strimzi.io/KafkaBridge': strimziHealth,
  'kafka.strimzi.io/KafkaConnect': strimziHealth,
  'kafka.strimzi.io/KafkaMirrorMaker2': strimziHealth,
  'keda.sh/ScaledJob': kedaHealth,
  'keda.sh/ScaledObject': kedaHealth,
  'kustomize.toolkit.fluxcd.io/Kustomization': fluxHealth,
  'postgresql.cnpg.io/Cluster': cloudNativePgHealth,
  'serving.knative.dev/Service': knativeServiceHealth,
};
