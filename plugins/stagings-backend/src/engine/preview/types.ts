import {
  Explanation,
  PreviewAction,
  PreviewNote,
} from 'backstage-plugin-stagings-common';
import { StagingRecord } from '../../model/staging';
import { KubeObject, ObjectIdentity } from '../../model/kubeObject';
import { EngineContext } from '../context';

/** The staging whose deploy is previewed. */
export interface Subject {
  context: EngineContext;
  staging: StagingRecord;
  /** Aborts when time is up, or nobody waits for the answer any more. */
  signal: AbortSignal;
}

/** What a deploy would do with an object of the render. */
export interface ObjectOutlook {
  object: KubeObject;
  action: PreviewAction;
  reason?: string;
  diff?: string;
  /** The object as the cluster has it. */
  live?: KubeObject;
}

/** What would become of an object that the render lacks. */
export interface RemovalOutlook {
  entry: ObjectIdentity & { version: string };
  action: 'remove' | 'keep';
  reason?: string;
}

/** How a render differs from the cluster. */
export interface ClusterOutlook {
  objects: ObjectOutlook[];
  removals: RemovalOutlook[];
  problems: Explanation[];
  notes: PreviewNote[];
}
