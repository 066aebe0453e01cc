namespace Infra.Sandbox.Engine.Programs;

/// <summary>The scripts of the <c>@pulumi/pulumi</c> that a folder's own code would load.</summary>
internal static class NodeModules
{
    /// <param name="name"><c>run</c> for programs, <c>run-policy-pack</c> for packs.</param>
    public static string Script(string folder, string name)
    {
        for (var above = folder; above is not null; above = Path.GetDirectoryName(above))
            if (Path.Combine(above, "node_modules", "@pulumi", "pulumi", "cmd", name) is var script && Directory.Exists(script)) return script;
        throw new EngineException($"{folder} has no @pulumi/pulumi in its node_modules; run `npm install` there.");
    }
}
