'use strict';

const { TestEnvironment } = require('jest-environment-node');

// Freeing the heap of a worker takes longer than jest waits for it, which it then takes for a leak
if (process.send) process.once('beforeExit', () => process.exit());

module.exports = TestEnvironment;
