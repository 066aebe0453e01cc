using System.Diagnostics;
using Infra.Catalog;
using Infra.Stacks.Environment;
using Infra.Stacks.Network;
using Infra.Stacks.Traffic;
using Pulumi;

namespace Infra.Stacks;

/// <summary>The one Pulumi program of the project: the name of a stack says which part of it a run declares.</summary>
public static class StackProgram
{
    /// <param name="projectFolder">Where <c>infra.yaml</c> lies; by default where <c>Pulumi.yaml</c> does.</param>
    /// <returns>The outputs of the stack.</returns>
    /// <exception cref="RunException">What a person must mend, without a stack trace.</exception>
    public static async Task<IDictionary<string, object?>> RunAsync(string? projectFolder = null)
    {
        try
        {
            var id = StackId.Parse(Deployment.Instance.StackName);
            var network = new LastOutputs(StackNames.Network(id.Stage));
            var catalog = await EphemeralOutput.KnownAsync(ServiceCatalog.Load(projectFolder ?? Deployment.Instance.RootDirectory), id.Stage, network);
            return await DeclareAsync(id, catalog, network);
        }
        catch (BadInputException bad)
        {
            throw new RunException(bad.Message, bad);
        }
    }

    static Task<IDictionary<string, object?>> DeclareAsync(StackId id, ServiceCatalog catalog, LastOutputs network)
    {
        var stage = catalog.Stage(id.Stage);
        return id switch
        {
            StackId.Network => NetworkStack.DeclareAsync(catalog, stage, network),
            StackId.Environment of => EnvironmentStack.DeclareAsync(catalog, stage, catalog.Service(of.Service).In(stage), of.Colour, network),
            StackId.Traffic of => TrafficStack.DeclareAsync(catalog, stage, catalog.Service(of.Service).In(stage), network),
            _ => throw new UnreachableException(),
        };
    }
}
