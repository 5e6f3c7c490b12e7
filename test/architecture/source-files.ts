import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SourceFile {
  readonly path: string;
  /** Its text without comments, so that a rule does not trip over a word in one. */
  readonly code: string;
}

/** The TypeScript of app/, in the order of the paths. */
export function appFiles(): SourceFile[] {
  return readdirSync('app', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path, code: withoutComments(readFileSync(path, 'utf8')) }));
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;{}(,])\/\/.*$/gm, '$1');
}

export const isServerFile = (path: string) => /\.server\.tsx?$/.test(path);

/** Routes, jobs and entries touch the world without saying so in their names. */
export const isEdge = (path: string) => /^app\/(routes|jobs)\/|^app\/[^/]+$/.test(path);
