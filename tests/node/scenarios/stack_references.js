const pulumi = require("@pulumi/pulumi");

module.exports = [
    { program: async () => ({ url: "http://shop", token: pulumi.secret("hunter2") }), outputs: { url: "http://shop", token: "[secret]" } },
    {
        program: async () => {
            const before = new pulumi.StackReference("organization/shop/dev");
            return { url: before.getOutput("url"), token: before.getOutput("token"), none: before.getOutput("none") };
        },
        ops: { "organization/shop/dev": "read" },
        outputs: { url: "http://shop", token: "[secret]" },
        hides: ["hunter2"],
    },
    { program: async () => { new pulumi.StackReference("organization/shop/nowhere"); }, fails: "unknown stack" },
];
