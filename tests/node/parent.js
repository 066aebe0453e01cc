// An engine of a few lines: listens, starts the command it is given with its address as the last argument, gives it no input, says its id, and lives until it is killed.
"use strict";

const { spawn } = require("node:child_process");
const [command, ...args] = process.argv.slice(2);

const server = require("node:net").createServer(socket => socket.on("error", () => { }).resume());
server.listen(0, "127.0.0.1", () => {
    const pack = spawn(command, [...args, `127.0.0.1:${server.address().port}`], { stdio: ["ignore", "inherit", "inherit"] });
    process.stderr.write(`${pack.pid}\n`);
    // Standard output ends with the last process of the pack then, whoever lives on.
    require("node:fs").closeSync(1);
});
