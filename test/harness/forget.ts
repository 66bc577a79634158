import { forgetAll } from '../../nodes/QuickRouter/pace/memory';

// What the process remembers of earlier executions must not pass from one test to the next
afterEach(forgetAll);
