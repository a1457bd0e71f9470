// What tests/bench/deferred.c measures, with Node's Promise: prints the CPU
// time in ns for new, three thens and resolve, and the sum of the results.
const ROUNDS = 21, BATCH = 100, BATCHES = 500;
let sum = 0;

function one(number) {
  let resolve;
  const promise = new Promise((fn) => { resolve = fn; });

  promise.then((x) => x + 1).then((x) => x + 1).then((x) => { sum += x + 1; });
  resolve(number);
}

// The callbacks of a batch run before setImmediate's.
async function round() {
  const start = process.cpuUsage();

  sum = 0;
  for (let i = 0; i < BATCHES; i++) {
    for (let j = 0; j < BATCH; j++)
      one(j);
    await new Promise(setImmediate);
  }
  const { user, system } = process.cpuUsage(start);
  return 1e3 * (user + system) / (BATCH * BATCHES);
}

const times = [];
for (let i = 0; i < ROUNDS; i++)
  times.push(await round());
times.sort((a, b) => a - b);
console.log(times[ROUNDS >> 1], sum);
