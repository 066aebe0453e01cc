using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;
using Pulumirpc;

namespace Infra.Tests.Engine.Lifecycle;

enum Kind
{
    Thing,
    Component,
    Provider,
}

/// <summary>One registration of a program, as data. Others are named, not pointed to, so that any part of it can be changed alone.</summary>
sealed record Declared(string Name)
{
    public Kind Kind { get; init; }

    /// <summary>Changes in place.</summary>
    public int Size { get; init; }

    /// <summary>Whether the size is a secret.</summary>
    public bool IsSecret { get; init; }

    /// <summary>What replaces it when it changes.</summary>
    public int Zone { get; init; }

    /// <summary>Whose id it has among its tags, where it changes in place.</summary>
    public string? Of { get; init; }

    /// <summary>Whose id replaces it when it changes.</summary>
    public string? In { get; init; }

    public string? Parent { get; init; }
    public string? Provider { get; init; }
    public string? DeletedWith { get; init; }
    public ImmutableArray<string> After { get; init; } = [];
    public bool? Protect { get; init; }
    public bool? Retain { get; init; }
    public bool? DeleteFirst { get; init; }
    public string? Ignore { get; init; }
    public string? ReplaceOn { get; init; }

    /// <summary>What it was called before.</summary>
    public string? Formerly { get; init; }

    public string Type => Kind switch
    {
        Kind.Thing => Land.Type,
        Kind.Component => "shop:index:Group",
        Kind.Provider => "pulumi:providers:aws",
    };

    /// <summary>All that must be registered before it.</summary>
    public IEnumerable<string> Needs => After.Concat(new[] { Of, In, Parent, Provider, DeletedWith }.OfType<string>()).Distinct();

    /// <param name="known">What was registered so far, by name.</param>
    public RegisterResourceRequest Request(string root, IReadOnlyDictionary<string, Registration> known)
    {
        var request = new RegisterResourceRequest
        {
            Type = Type,
            Name = Name,
            Custom = Kind != Kind.Component,
            Parent = Parent is { } parent ? known[parent].Urn : Kind == Kind.Provider ? "" : root,
            Object = Inputs(known),
            Provider = Provider is { } provider ? known[provider].Reference : "",
            DeletedWith = DeletedWith is { } with ? known[with].Urn : "",
            Dependencies = { After.Concat(new[] { Of, In }.OfType<string>()).Distinct().Select(name => known[name].Urn) },
            DeleteBeforeReplace = DeleteFirst ?? false,
            DeleteBeforeReplaceDefined = DeleteFirst is not null,
            AcceptSecrets = true,
        };
        if (Protect is { } protect) request.Protect = protect;
        if (Retain is { } retain) request.RetainOnDelete = retain;
        if (Ignore is not null) request.IgnoreChanges.Add(Ignore);
        if (ReplaceOn is not null) request.ReplaceOnChanges.Add(ReplaceOn);
        if (Formerly is not null) request.Aliases.Add(new Alias { Spec = new Alias.Types.Spec { Name = Formerly } });
        if (Kind == Kind.Thing)
        {
            request.PropertyDependencies["tags"] = new() { Urns = { Of is null ? [] : [known[Of].Urn] } };
            request.PropertyDependencies["vpcId"] = new() { Urns = { In is null ? [] : [known[In].Urn] } };
        }
        return request;
    }

    /// <summary>Only what it says.</summary>
    public override string ToString()
    {
        var said = new List<string> { $"{Kind} {Name}", $"size {Size}{(IsSecret ? " (secret)" : "")}", $"zone {Zone}" };
        foreach (var (what, value) in new (string, object?)[]
        {
            ("of", Of), ("in", In), ("parent", Parent), ("provider", Provider), ("deletedWith", DeletedWith), ("after", After.IsEmpty ? null : string.Join(" ", After)), ("protect", Protect),
            ("retain", Retain), ("deleteFirst", DeleteFirst), ("ignore", Ignore), ("replaceOn", ReplaceOn), ("formerly", Formerly),
        })
            if (value is not null) said.Add($"{what} {value}");
        return string.Join(", ", said);
    }

    Struct Inputs(IReadOnlyDictionary<string, Registration> known)
    {
        if (Kind == Kind.Provider) return new Struct { Fields = { ["maxRetries"] = Value.ForString($"{Size}") } };
        var size = Value.ForString($"{Size}");
        if (IsSecret) size = Value.ForStruct(new Struct { Fields = { [WireValues.SignatureKey] = Value.ForString(WireValues.SecretSignature), ["value"] = size } });
        if (Kind == Kind.Component) return new Struct { Fields = { ["size"] = size } };
        var tags = new Struct { Fields = { ["size"] = size } };
        if (Of is not null) tags.Fields["of"] = Value.ForString(known[Of].Id);
        return new Struct
        {
            Fields =
            {
                ["availabilityZone"] = Value.ForString($"zone-{Zone}"),
                ["tags"] = Value.ForStruct(tags),
                ["vpcId"] = Value.ForString(In is null ? "vpc-0" : known[In].Id),
            },
        };
    }
}

/// <summary>What the engine answered to a registration.</summary>
sealed record Registration(string Urn, string SentId)
{
    /// <summary>In a preview, what is yet to be made has none.</summary>
    public string Id => SentId.Length > 0 ? SentId : WireValues.Unknown;

    public string Reference => $"{Urn}::{Id}";
}
