import { messages } from '../messages';
import { Translated } from '../Translated';

/** German texts of the actions and of the dialogs that ask before they are taken. */
export const actions = {
  actions: {
    menu: 'Aktionen für {{name}}',
    update: 'Konfiguration ändern',
    redeploy: 'Neu ausrollen',
    restart: 'Neu starten',
    cancel: 'Ausrollen abbrechen',
    archive: 'Archivieren',
    restore: 'Wiederherstellen',
    delete: 'Löschen',
    forget: 'Vergessen',
    clone: 'Neues Staging wie dieses',
    readLogs: 'Log zeigen',
    refusedByPhase: 'Nicht in diesem Zustand: {{condition}}',
    refusedByPermission: 'Dir fehlt die Berechtigung',
    dismiss: 'Abbrechen',
    failed: 'Das hat nicht geklappt: {{message}}',
  },
  archive: {
    title: '{{name}} archivieren?',
    text: 'Das ist harmlos. Das Staging wird angehalten, und seine Adresse antwortet nicht mehr; Daten und Konfiguration bleiben, und es lässt sich jederzeit wiederherstellen.',
    confirm: 'Archivieren',
  },
  restore: {
    title: '{{name}} wiederherstellen?',
    text: 'Das Staging startet wieder mit seinen Daten und seiner Konfiguration, unter derselben Adresse.',
    confirm: 'Wiederherstellen',
  },
  redeploy: {
    title: '{{name}} neu ausrollen?',
    text: 'Das Staging wird mit der Konfiguration, die es hat, neu aus seiner Vorlage gebaut. Seine Daten bleiben, und was jetzt läuft, bleibt da, bis die neue Version bereit ist.',
    confirm: 'Neu ausrollen',
  },
  restart: {
    title: '{{name}} neu starten?',
    text: 'Alle Pods des Stagings werden nacheinander ersetzt, mit gleicher Version und Konfiguration. Seine Daten bleiben.',
    confirm: 'Neu starten',
  },
  forget: {
    title: '{{name}} vergessen?',
    text: 'Es wird nicht weiter versucht, das Staging zu entfernen, und sein Eintrag verschwindet. Was davon übrig ist, bleibt im Cluster; das Plattform-Team muss es aufräumen.',
    confirm: 'Vergessen',
  },
  cancel: {
    title: 'Ausrollen von {{name}} abbrechen?',
    text: 'Das Ausrollen hält an der nächsten sicheren Stelle an, und die zuletzt ausgerollte Konfiguration kommt zurück. Spätere Änderungen bleiben im Verlauf.',
    confirm: 'Ausrollen abbrechen',
  },
  delete: {
    title: '{{name}} löschen?',
    text: 'Alles, was zu diesem Staging gehört, wird entfernt; das lässt sich nicht rückgängig machen. Um es anzuhalten und seine Daten zu behalten, archiviere es stattdessen.',
    textArchived:
      'Alles, was von diesem Staging übrig ist, auch seine Daten, wird entfernt; das lässt sich nicht rückgängig machen.',
    lostData: 'Diese Daten gehen verloren:',
    lostNothing: 'Volumes davon sind nicht bekannt.',
    lostUnknown: 'Ob es Daten hält, lässt sich gerade nicht sagen: {{message}}',
    lostLoading: 'Daten, die verloren gehen, werden gesucht …',
    volume: 'Volume {{name}}',
    stored: 'was das StatefulSet {{name}} gespeichert hat',
    type: 'Zur Bestätigung {{name}} eingeben',
    confirm: 'Endgültig löschen',
  },
} satisfies Partial<Translated<typeof messages>>;
