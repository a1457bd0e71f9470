// Node's clients at the same work as tests/bench/client.c, which starts this:
//   node client.js URL REQUESTS IN_FLIGHT
'use strict';
const http = require('http');
const [url, requests, inFlight] = [process.argv[2], +process.argv[3],
                                   +process.argv[4]];
const right = 'Hello, everybody!';

// Runs one client until all has been answered; says what a request costs.
function measure(name, ask) {
    return new Promise((resolve) => {
        const start = process.cpuUsage();
        let started = 0, answered = 0;
        const take = (text) => {
            if (text !== right) throw new Error('a wrong answer');
            if (++answered === requests) {
                const used = process.cpuUsage(start);
                const each = (used.user + used.system) / requests;
                const figure = each.toFixed(1).padStart(5);
                console.log(`${name.padEnd(16)} ${figure} us`);
                resolve();
            } else if (started < requests) {
                started++;
                ask(take);
            }
        };
        while (started < inFlight) {
            started++;
            ask(take);
        }
    });
}

const agent = new http.Agent({keepAlive: true, maxSockets: inFlight});

function askByAgent(take) {
    http.get(url, {agent}, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (piece) => { text += piece; });
        response.on('end', () => take(text));
    });
}

// Undici's own dispatcher, below fetch: the leanest way that it has.
function askByUndici(dispatcher, take) {
    let text = '';
    const origin = new URL(url).origin;
    dispatcher.dispatch({origin, path: '/', method: 'GET'}, {
        onConnect() {},
        onHeaders() { return true; },
        onData(piece) { text += piece; return true; },
        onComplete() { take(text); },
        onError(error) { throw error; },
    });
}

async function main() {
    void globalThis.fetch;
    await fetch(url).then((response) => response.text());
    const undici = globalThis[Symbol.for('undici.globalDispatcher.1')];
    if (undici)
        await measure('node, undici', (take) => askByUndici(undici, take));
    await measure('node, http.Agent', askByAgent);
    process.exit(0);
}

main();
