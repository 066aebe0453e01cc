using System.Text.Json.Serialization;
using Infra.Stacks.Aws;
using Infra.Stacks.Kubernetes;

namespace Infra.Stacks.Environment;

/// <summary>What an environment needs of its stage's network.</summary>
[JsonDerivedType(typeof(AwsNetworkOutputs), "aws")]
[JsonDerivedType(typeof(KubernetesNetworkOutputs), "kubernetes")]
internal abstract record NetworkOutputs;
