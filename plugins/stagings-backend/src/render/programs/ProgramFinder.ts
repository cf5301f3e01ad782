import { RendererName } from 'backstage-plugin-stagings-common';
import { ProgramsConfig } from '../../config/types';
import { findExecutable, isExecutable } from './findExecutable';
import {
  checkVersion,
  FoundProgram,
  ProgramName,
  versionRules,
} from './checkVersion';

/** The program that each renderer needs; others need none. */
const PROGRAM_OF: Partial<Record<RendererName, ProgramName>> = {
  helm: 'helm',
  kustomize: 'kubectl',
};

/** How long an answer that there is none, or that it is too old, is kept. */
const RETRY_AFTER = 30_000;

/**
 * Finds programs where the config says, else on PATH, and checks their version. A program that was found is
 * not looked for again; one that was missing is, after a while, so that it can be installed meanwhile.
 */
export class ProgramFinder {
  private readonly answers = new Map<
    ProgramName,
    { answer: Promise<FoundProgram>; at: number }
  >();

  constructor(
    private readonly config: ProgramsConfig,
    private readonly environment: NodeJS.ProcessEnv = process.env,
    private readonly now: () => number = Date.now,
  ) {}

  async find(name: ProgramName): Promise<FoundProgram> {
    const known = this.answers.get(name);
    if (known) {
      const { problem } = await known.answer;
      if (problem === undefined || this.now() - known.at < RETRY_AFTER) {
        return known.answer;
      }
    }
    const answer = this.look(name);
    this.answers.set(name, { answer, at: this.now() });
    return answer;
  }

  /** Why a renderer cannot be used on this backend, in one sentence; undefined where it can. */
  async problemOf(renderer: RendererName): Promise<string | undefined> {
    const program = PROGRAM_OF[renderer];
    return program && (await this.find(program)).problem;
  }

  private async look(name: ProgramName): Promise<FoundProgram> {
    const configured = this.config[name];
    const searchPath = this.environment.PATH ?? '';
    if (configured !== undefined && !(await isExecutable(configured))) {
      return {
        problem: `${configured}, which stagings.programs.${name} names, is not a program that can be run`,
      };
    }
    const path = configured ?? (await findExecutable(name, searchPath));
    if (path === undefined) {
      return {
        problem: `${name} is not installed: install ${versionRules[name].supported} on the backend's PATH, or give its path as stagings.programs.${name}`,
      };
    }
    return checkVersion(name, path, searchPath);
  }
}
