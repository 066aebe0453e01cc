using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World.Faults;

namespace Infra.Sandbox.Engine.Providers;

/// <summary>A provider whose operations are struck by the faults that are set; what a preview only pretends never is, and never counts.</summary>
internal sealed class FaultyProvider(IProvider inner, ResourceFaults faults, TimeProvider time) : IProvider
{
    public CheckResult Check(Subject of, PropertyMap? olds, PropertyMap news) => inner.Check(of, olds, news);

    public DiffResult Diff(Subject of, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news) => inner.Diff(of, oldInputs, oldOutputs, news);

    public Task<Made> CreateAsync(Subject of, PropertyMap inputs, bool preview, CancellationToken ct) => preview
        ? inner.CreateAsync(of, inputs, preview, ct)
        : UnderFaultsAsync(ResourceOperation.Create, of, () => inner.CreateAsync(of, inputs, preview, ct), ct);

    public Task AbandonAsync(Subject of, IEnumerable<string> known, CancellationToken ct) => inner.AbandonAsync(of, known, ct);

    public Task<Made?> ReadAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken ct) =>
        UnderFaultsAsync(ResourceOperation.Read, of, () => inner.ReadAsync(of, id, inputs, outputs, ct), ct);

    public Task<PropertyMap> UpdateAsync(Subject of, string id, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news, bool preview, CancellationToken ct) => preview
        ? inner.UpdateAsync(of, id, oldInputs, oldOutputs, news, preview, ct)
        : UnderFaultsAsync(ResourceOperation.Update, of, () => inner.UpdateAsync(of, id, oldInputs, oldOutputs, news, preview, ct), ct);

    public Task DeleteAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken ct) =>
        UnderFaultsAsync(ResourceOperation.Delete, of, async () =>
        {
            await inner.DeleteAsync(of, id, inputs, outputs, ct);
            return true;
        }, ct);

    public Task<PropertyMap> InvokeAsync(string token, PropertyMap args, CancellationToken ct) => inner.InvokeAsync(token, args, ct);

    async Task<T> UnderFaultsAsync<T>(ResourceOperation operation, Subject of, Func<Task<T>> act, CancellationToken ct)
    {
        if (await faults.StrikeAsync(operation, of.Type, of.Urn, ct) is not { } fault) return await act();
        switch (fault.Then)
        {
            case Harm.Delay:
                await Task.Delay(fault.For, time, ct);
                return await act();
            case Harm.Hang:
                await Task.Delay(of.Timeout ?? Timeout.InfiniteTimeSpan, time, ct);
                throw new EngineException($"{of.Type} '{of.Name}': no answer to {operation.ToString().ToLowerInvariant()} within {of.Timeout?.TotalSeconds:0.###} s (a fault of the sandbox: {fault.Says})");
            case Harm.Half:
                await act();
                throw new UnheardException(Says(of, fault));
            case Harm.Crash:
                await act();
                faults.EndThisProcess();
                break;
            case Harm.Fail:
                break;
        }
        throw new EngineException(Says(of, fault));
    }

    static string Says(Subject of, Fault.OnResource fault) =>
        $"{of.Type} '{of.Name}': {(fault.Message.Length > 0 ? fault.Message : "the cloud answered with an error")} (a fault of the sandbox: {fault.Says})";
}
