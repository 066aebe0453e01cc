using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Infra.Sandbox.World.Control;
using Infra.Sandbox.World.Faults;
using Infra.Sandbox.World.Images;
using Infra.Sandbox.World.Keeping;
using Infra.Sandbox.World.Model;
using Infra.Sandbox.World.Storage;

namespace Infra.Sandbox.World;

/// <summary>All that a world says and stores, its shapes worked out when this is built: at run time that takes longer than a question to it.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, RespectNullableAnnotations = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(AddImage))]
[JsonSerializable(typeof(Desired))]
[JsonSerializable(typeof(Entrypoint.ImageFile))]
[JsonSerializable(typeof(ImageStatus))]
[JsonSerializable(typeof(ImmutableArray<Fault>))]
[JsonSerializable(typeof(ImmutableArray<int>))]
[JsonSerializable(typeof(ImmutableArray<Rule>))]
[JsonSerializable(typeof(ImmutableArray<TargetGroup>))]
[JsonSerializable(typeof(ImmutableArray<Target>))]
[JsonSerializable(typeof(KeeperOrder))]
[JsonSerializable(typeof(KeeperReport))]
[JsonSerializable(typeof(Refusal))]
[JsonSerializable(typeof(Rule[]))]
[JsonSerializable(typeof(TargetGroup[]))]
[JsonSerializable(typeof(RuleChange))]
[JsonSerializable(typeof(Target[]))]
[JsonSerializable(typeof(WorkloadStatus))]
[JsonSerializable(typeof(WorldStatus))]
internal sealed partial class WorldContext : JsonSerializerContext;
