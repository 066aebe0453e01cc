using Infra.Catalog;
using Infra.Cli.Composition;

namespace Infra.Cli.Doctor;

/// <summary>Whether the state of the stage's stacks can be written.</summary>
internal static class BackendCheck
{
    private const string Check = "backend";

    internal static Finding Run(ProjectFolder folder, Stage stage)
    {
        var url = stage.Engine == EngineKind.Sandbox ? folder.Backend(stage) : stage.Backend;
        if (url is null)
            return Finding.Advice(Check, $"Stage {stage.Name} names no backend: state goes to whichever the person is logged in to.", "Give the stage a `backend:`, so that everybody works on one state.");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !uri.IsFile)
            return Finding.Ok(Check, $"{url}; pulumi reaches it, infra does not ask it here.");
        return Folders.WhyNotWritable(uri.LocalPath) is { } why
            ? Finding.Problem(Check, $"State can't be written to {uri.LocalPath}: {why}", "Make the folder writable for who runs infra, or give the stage another `backend:`.")
            : Finding.Ok(Check, $"State in {uri.LocalPath} can be written.");
    }
}
