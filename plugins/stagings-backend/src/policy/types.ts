import { Explanation } from 'backstage-plugin-stagings-common';
import { RenderedObject } from '../model/rendering';

/** What the platform allows. Everything is forbidden unless it is switched on. */
export interface PolicyOptions {
  allowPrivileged?: boolean;
  allowHostNamespaces?: boolean;
  allowHostPath?: boolean;
  /** Of LoadBalancer, NodePort, ExternalName and ExternalIPs. */
  allowServices?: readonly string[];
  /** Hosts besides the staging's own: exact, `*.` before a domain, or `*` for all. */
  allowHosts?: readonly string[];
  allowServiceAccountTokens?: boolean;
  allowRoleEscalation?: boolean;
  /** ClusterRoles that a binding may give, by name. */
  allowedClusterRoles?: readonly string[];
  /** ClusterRoles that the render itself brings, which a binding may give too. */
  ownClusterRoles?: readonly string[];
  /**
   * The staging's name, which cluster-scoped objects must have in theirs, so that no two stagings share
   * one.
   */
  staging: string;
  /** The staging's own host. */
  host: string;
  /** The domain that the hosts of all stagings are under. */
  baseDomain: string;
  /** Hosts of other stagings, lower case. */
  takenHosts?: ReadonlySet<string>;
}

/** What one rule found in one object. */
export interface Finding {
  /** Where in the object, for example `spec.template.spec.hostNetwork`. */
  path: string;
  /** Ends the sentence that begins with the object: `asks for the node's network`. */
  says: string;
  container?: string;
}

/** A rule that guards the cluster. Pure. */
export interface PolicyRule {
  /** Machine word in PascalCase. */
  name: string;
  /** What to do about a violation. */
  advice: string;
  check(rendered: RenderedObject, options: PolicyOptions): Finding[];
}

/** An object of a render breaks a rule. */
export interface Violation {
  rule: string;
  object: { kind: string; name: string };
  /** The file that the object came from. */
  source: string;
  path: string;
  explanation: Explanation;
}
