const { Namespace } = require("@pulumi/kubernetes/core/v1/namespace");
const { ConfigMap } = require("@pulumi/kubernetes/core/v1/configMap");

const kept = async () => { new ConfigMap("settings", { metadata: { name: "kept" }, data: { value: "1" } }, { retainOnDelete: true }); };
const taken = (value, id, labels) => async () => { new ConfigMap("taken", { metadata: { name: "kept", labels }, data: { value } }, { import: id }); };
const space = (owner) => new Namespace("space", { metadata: { name: "space", labels: { owner } } });
const other = (owner) => new Namespace("other", { metadata: { name: "space", labels: { owner } } }, { import: "space", retainOnDelete: true });

module.exports = [
    { program: kept, ops: { settings: "create" } },
    { program: async () => {}, ops: { settings: "delete" } },
    { program: taken("1", "default/nowhere"), fails: "resource 'default/nowhere' does not exist" },
    { program: taken("1", "default/kept"), ops: { taken: "import, same" }, state: { taken: { importID: "default/kept", id: "default/kept" } } },
    { program: taken("1", "default/kept", { app: "web" }), ops: { taken: "update" } },
    { program: taken("2", "default/kept", { app: "web" }), fails: "may not be replaced" },
    { program: async () => ({ value: ConfigMap.get("read", "default/kept").data }), outputs: { value: { value: "1" } } },
    { program: async () => { ConfigMap.get("read", "default/kept"); }, fails: "does not exist" },
    // What somebody else changes is seen by a refresh, and put back by the next update.
    { program: async () => { space("us"); }, ops: { space: "create", read: "discard" } },
    { program: async () => { space("us"); other("them"); }, ops: { space: "same", other: "import, update" } },
    { command: "refresh", ops: { space: "refresh", other: "refresh" }, inputs: { space: { metadata: { name: "space", labels: { owner: "them" } } } } },
    { program: async () => { space("us"); other("them"); }, ops: { space: "update", other: "same" }, inputs: { space: { metadata: { name: "space", labels: { owner: "us" } } } } },
];
