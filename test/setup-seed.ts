import * as fc from 'fast-check';

/**
 * Properties take the same inputs in every `npm test`, so that a red test is red again, and a change is judged by what
 * it changes. `npm run properties` takes new ones.
 */
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 20_261_122) });
