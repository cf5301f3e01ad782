import { Fields, fieldAt, textAt } from '../../model/read';
import { refuse } from './refused';

/** Annotations by which a configuration asks for a container or a program, in the forms that kustomize knows. */
const FUNCTIONS = [
  'config.kubernetes.io/function',
  'config.k8s.io/function',
  'config.kubernetes.io/container',
];

/** Fields of a kustomization that does nothing but list files. */
const LISTING = [
  'apiVersion',
  'kind',
  'metadata',
  'resources',
  'bases',
  'components',
];

/**
 * Accepts the generators, transformers and validators that are built into kustomize only.
 *
 * @throws TerminalError
 */
export function checkPlugin(configuration: Fields, file: string): void {
  const kind = textAt(configuration, 'kind') ?? 'An object without kind';
  if (kind === 'HelmChartInflationGenerator') throw helmCharts(file, kind);
  const external = textAt(configuration, 'apiVersion') !== 'builtin';
  const runs = FUNCTIONS.some(
    name =>
      fieldAt(configuration, 'metadata', 'annotations', name) !== undefined,
  );
  if (!external && !runs) return;
  throw refuse(
    'PluginRefused',
    `${file}: ${kind} is a plugin that runs a program, which templates may not`,
    'Use what is built into kustomize (apiVersion: builtin), or keep the built result in the repository.',
  );
}

/**
 * Patches could turn a harmless plugin into another.
 *
 * @throws TerminalError for a kustomization of plugins that does more than list files
 */
export function checkPluginFolder(kustomization: Fields, file: string): void {
  const field = Object.keys(kustomization).find(key => !LISTING.includes(key));
  if (field === undefined) return;
  throw refuse(
    'PluginRefused',
    `${file}: ${field}: a folder of generators, transformers or validators may only list files`,
    `Remove ${field}, or name the files themselves.`,
  );
}

/** @throws TerminalError for a kustomization that wants charts rendered */
export function checkHelmCharts(kustomization: Fields, file: string): void {
  const field = [
    'helmCharts',
    'helmChartInflationGenerator',
    'helmGlobals',
  ].find(name => kustomization[name] !== undefined);
  if (field !== undefined) throw helmCharts(file, field);
}

function helmCharts(file: string, what: string) {
  return refuse(
    'HelmChartsRefused',
    `${file}: ${what}: charts are not rendered within a kustomization`,
    'Make the chart a template of its own, or keep its rendered files in the repository.',
  );
}
