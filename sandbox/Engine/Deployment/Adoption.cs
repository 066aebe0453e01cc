using Infra.Sandbox.Engine.Providers;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>Makes resources part of the stack that exist already: all are found before the first is written down, and nothing else is touched.</summary>
internal sealed class Adoption(Run run, ProviderRegistry providers, Registrar registrar, DefaultProviders defaults, StepRunner steps)
{
    public async Task AdoptAsync(IReadOnlyList<ImportWish> wishes)
    {
        var found = new List<(ImportWish Wish, Made? Made)>();
        var taken = new HashSet<string>(run.State.Start.Resources.Where(resource => !resource.Delete).Select(resource => resource.Urn), StringComparer.Ordinal);
        taken.Add(run.RootUrn);
        foreach (var wish in wishes)
        {
            try
            {
                found.Add((wish, await FindAsync(wish, taken)));
            }
            catch (Exception e) when (e is EngineException or WorldException)
            {
                run.Fail(wish.Urn, e.Message);
            }
            taken.Add(wish.Urn);
        }
        if (run.HasFailed || !await HasRootAsync()) return;
        foreach (var (wish, made) in found)
            if (!await AdoptAsync(wish, made)) return;
    }

    async Task<Made?> FindAsync(ImportWish wish, HashSet<string> taken)
    {
        if (taken.Contains(wish.Urn)) throw new EngineException($"the stack has '{wish.Urn}' already; give the import another name, or take it out with `pulumi state delete` first");
        if (!taken.Contains(wish.Parent)) throw new EngineException($"its parent '{wish.Parent}' is neither in the stack nor imported before it; `pulumi stack export` lists the URNs of the stack");
        if (wish.Component) return null;
        var package = Goal.PackageOf(wish.Type);
        if (wish.Type.Split(':').Length != 3 || package == "pulumi") throw new EngineException($"'{wish.Type}' is no type that can be imported; write it as package:module:Type, such as aws:ec2/vpc:Vpc");
        var provider = Known(wish) is { } state ? providers.Find(ProviderRegistry.Reference(state), run.State.Start.Resources)
            : providers.Create(package, defaults.Inputs(package, wish.Version));
        var subject = Subject(wish);
        // Only whether the type is known: what it takes is not known yet.
        provider.Check(subject, null, PropertyMap.Empty);
        var made = await provider.ReadAsync(subject, wish.Id, PropertyMap.Empty, PropertyMap.Empty, run.Cancelled)
            ?? throw new EngineException($"{wish.Type} '{wish.Id}' does not exist; look for its id, and whether the provider's region and account are right");
        if (wish.Properties.FirstOrDefault(name => !made.Inputs.Has(name)) is { } missing)
            throw new EngineException($"{wish.Type} '{wish.Id}' has no input '{missing}'{Nearest.Hint(missing, made.Inputs.Shown.Names)}; it has {string.Join(", ", made.Inputs.Shown.Names)}");
        // The program will give every input, so none is a default of the provider's any more.
        if (made.Inputs.Has("__defaults")) made = made with { Inputs = made.Inputs.Set("__defaults", new PropertyValue.List([])) };
        return wish.Properties.IsEmpty ? made : made with { Inputs = made.Inputs.Where(name => name.StartsWith("__", StringComparison.Ordinal) || wish.Properties.Contains(name)) };
    }

    /// <summary>The provider that the stack has for it; null when a default one is to be made.</summary>
    ResourceState? Known(ImportWish wish)
    {
        if (wish.Provider.Length > 0)
            return run.Before(wish.Provider) is { IsProvider: true } named ? named
                : throw new EngineException($"its provider '{wish.Provider}' is not in the stack; `pulumi stack export` lists the URNs of the stack");
        var type = $"pulumi:providers:{Goal.PackageOf(wish.Type)}";
        return run.State.Start.Resources.LastOrDefault(resource => resource.Type == type && !resource.Delete && resource.Parent.Length == 0 && Urn.Name(resource.Urn).StartsWith("default", StringComparison.Ordinal)
            && (wish.Version.Length == 0 || resource.Inputs["version"]?.AsText == wish.Version));
    }

    async Task<bool> HasRootAsync() => run.Before(run.RootUrn) is not null || await registrar.RegisterAsync(new Goal
    {
        Urn = run.RootUrn,
        Type = Urn.RootType,
        Name = Urn.Name(run.RootUrn),
        Custom = false,
        Inputs = PropertyMap.Empty,
    }, run.Cancelled) is not null;

    async Task<bool> AdoptAsync(ImportWish wish, Made? made)
    {
        var provider = wish.Component ? ""
            : Known(wish) is { } known ? ProviderRegistry.Reference(known)
            : await defaults.ForAsync(Goal.PackageOf(wish.Type), wish.Version, run.Cancelled);
        if (provider is null) return false;
        var now = run.Time.GetUtcNow();
        var target = new ResourceState
        {
            Urn = wish.Urn,
            Type = wish.Type,
            Custom = !wish.Component,
            Id = wish.Id,
            ImportId = wish.Id,
            Inputs = made?.Inputs ?? PropertyMap.Empty,
            Outputs = made?.Outputs ?? PropertyMap.Empty,
            Parent = wish.Parent,
            Provider = provider,
            Protect = wish.Protect,
            Created = now,
            Modified = now,
        };
        // What is secret on one side is secret on the other.
        target = target with { Inputs = target.Outputs.KeepSecret(target.Inputs), Outputs = target.Inputs.KeepSecret(target.Outputs) };
        run.Events.Secrets.Learn(target.Inputs);
        run.Events.Secrets.Learn(target.Outputs);
        var step = new Step { Op = Op.Import, New = target };
        if (await steps.DoAsync(step, null, () => Task.FromResult(target), adopted => run.State.Adopt(adopted)) is null) return false;
        // The steps of a component are said to be done by its program, which there is none of here.
        if (wish.Component && !run.IsPreview) run.Events.Outputs(step);
        return true;
    }

    static Subject Subject(ImportWish wish) => new(wish.Urn, wish.Type, wish.Name);
}
