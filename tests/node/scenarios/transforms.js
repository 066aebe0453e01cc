const pulumi = require("@pulumi/pulumi");
const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

const withTags = (tags) => (args) => args.type === "aws:cloudwatch/logGroup:LogGroup" ? { props: { ...args.props, tags: { ...args.props.tags, ...tags } }, opts: args.opts } : undefined;

class Site extends pulumi.ComponentResource {
    constructor(name, options) {
        super("shop:index:Site", name, {}, options);
        new LogGroup("inner", { retentionInDays: 7 }, { parent: this });
    }
}

module.exports = [
    {
        program: async () => {
            pulumi.runtime.registerResourceTransform(withTags({ stack: "yes" }));
            new Site("site", { transforms: [withTags({ site: "yes" })] });
            new LogGroup("outer", { retentionInDays: 7 }, { transforms: [withTags({ own: "yes" }), (args) => ({ props: args.props, opts: { ...args.opts, protect: true } })] });
        },
        ops: { site: "create", inner: "create", outer: "create" },
        inputs: { inner: { tags: { site: "yes", stack: "yes" } }, outer: { tags: { own: "yes", stack: "yes" } } },
    },
    { command: "destroy", fails: "because it is protected" },
];
