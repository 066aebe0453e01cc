// Serves the programs of scenarios/*.js, written with the official SDK, as the Automation API serves inline programs.
// Prints its port, then what the scenarios say of themselves as one line of JSON; configuration says which step of which is run.
"use strict";
const fs = require("fs");
const path = require("path");
const grpc = require("@grpc/grpc-js");
const pulumi = require("@pulumi/pulumi");
const { LanguageServer } = require("@pulumi/pulumi/automation/server");
const { LanguageRuntimeService } = require("@pulumi/pulumi/proto/language_grpc_pb");

const folder = path.join(__dirname, "scenarios");
const scenarios = Object.fromEntries(fs.readdirSync(folder).filter((file) => file.endsWith(".js")).map((file) => [path.basename(file, ".js"), require(path.join(folder, file))]));

async function program() {
    const config = new pulumi.Config();
    return scenarios[config.require("scenario")][config.requireNumber("step")].program?.();
}

const server = new grpc.Server();
server.addService(LanguageRuntimeService, new LanguageServer(program));
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n${JSON.stringify(scenarios)}\n`);
});
process.stdin.on("end", () => process.exit(0)).resume();
