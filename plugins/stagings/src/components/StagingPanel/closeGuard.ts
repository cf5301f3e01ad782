import { createContext, useContext, useEffect } from 'react';

/** What a form tells the panel around it. */
export interface Unsaved {
  isDirty: boolean;
  /** Forgets what was filled in. */
  discard(): void;
}

/** The panel's side of it. */
export interface PanelGuard {
  /** What the form said last. */
  unsaved: { current: Unsaved | undefined };
  /** Closes the panel, or asks first where something would be lost. */
  close(): void;
}

/** The panel that a form is in. */
export const PanelGuardContext = createContext<PanelGuard | undefined>(
  undefined,
);

/** Lets the panel ask before what was filled in is lost, and the browser as well. */
export function useUnsaved(unsaved: Unsaved): void {
  const guard = useContext(PanelGuardContext);
  const { isDirty } = unsaved;
  useEffect(() => {
    if (!guard) return undefined;
    const told = guard.unsaved;
    told.current = unsaved;
    return () => {
      told.current = undefined;
    };
  });
  useEffect(() => {
    if (!isDirty) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isDirty]);
}

/** Closes the panel that the caller is in, or asks first where something would be lost. */
export function useClosePanel(): () => void {
  const guard = useContext(PanelGuardContext);
  return () => guard?.close();
}
