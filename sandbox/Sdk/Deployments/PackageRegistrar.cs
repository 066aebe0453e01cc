using System.Collections.Concurrent;
using Infra.Rpc;

namespace Pulumi;

/// <summary>Makes packages known to the engine, each once.</summary>
internal sealed class PackageRegistrar(Deployment deployment)
{
    readonly ConcurrentDictionary<Pulumirpc.RegisterPackageRequest, Lazy<Task<string>>> references = [];

    /// <summary>How requests name the package; empty when there is none.</summary>
    public async Task<string> ReferenceAsync(RegisterPackageRequest? package) =>
        package is null ? "" : await references.GetOrAdd(package.ToWire(), request => new(() => RegisterAsync(request))).Value;

    async Task<string> RegisterAsync(Pulumirpc.RegisterPackageRequest request)
    {
        await deployment.RequireAsync("parameterization", "parameterization");
        try
        {
            return (await deployment.Monitor.RegisterPackageAsync(request)).Ref;
        }
        catch (RpcException) when (request.Parameterization is null && request.Extension is null)
        {
            // A package without parameters is found by its name as well.
            return "";
        }
    }
}
