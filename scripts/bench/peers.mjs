// Seconds that a checker for JavaScript takes for a text: node peers.mjs NAME NODE_MODULES FILE
// Prints {"seconds": processor time of the best of three passes, "findings": how many}, as JSON.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [name, modules, file] = process.argv.slice(2);
const text = readFileSync(file, "utf8");

const checkers = {
  "write-good": async () => {
    const check = createRequire(join(modules, "index.js"))("write-good");
    return () => check(text);
  },
  harper: async () => {
    const load = (part) => import(pathToFileURL(join(modules, "harper.js", "dist", part)));
    const { LocalLinter } = await load("index.js");
    const { binaryInlined } = await load("binaryInlined.js");
    const linter = new LocalLinter({ binary: binaryInlined });
    await linter.setup();
    return () => linter.lint(text);
  },
};

const check = await checkers[name]();
let seconds = Infinity;
let findings = 0;
for (let pass = 0; pass < 3; pass++) {
  const began = process.cpuUsage();
  findings = (await check()).length;
  const spent = process.cpuUsage(began);
  seconds = Math.min(seconds, (spent.user + spent.system) / 1e6);
}
console.log(JSON.stringify({ seconds, findings }));
