import type { Linter } from 'eslint';

export const ARROWS: Record<string, string[]>;
export const arrowRules: Linter.Config[];
