using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Ecr;
using Pulumi.Aws.Ecs;
using Pulumi.Aws.Iam;
using Pulumi.Aws.LB;
using Pulumi.Aws.LB.Inputs;
using Pulumi.Aws.S3;
using Pulumi.Aws.Ssm;
using Pulumi.Aws.Vpc;

namespace Infra.Benchmarks.Updates;

/// <summary>One service with what usually stands around it, itself included: <see cref="Resources"/> resources, wired by their outputs.</summary>
internal sealed class FleetService : ComponentResource
{
    internal const int Resources = 20;

    private const string Assume = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    private readonly CustomResourceOptions _child;

    internal FleetService(string name, Surroundings around, FleetService? after) : base("bench:index:Service", name)
    {
        _child = new() { Parent = this };
        var log = new LogGroup(name, new() { RetentionInDays = 30 }, _child);
        var (runs, starts) = (new Role($"{name}-runs", new() { AssumeRolePolicy = Assume }, _child), new Role($"{name}-starts", new() { AssumeRolePolicy = Assume }, _child));
        _ = new RolePolicyAttachment(name, new() { Role = starts.Name, PolicyArn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy" }, _child);
        var bucket = new Bucket(name, null, _child);
        _ = new BucketPublicAccessBlock(name, new() { Bucket = bucket.Id, BlockPublicAcls = true, BlockPublicPolicy = true }, _child);
        _ = new RolePolicy(name, new() { Role = runs.Name, Policy = Output.Format($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"{{bucket.Arn}}/*"}]}""") }, _child);
        var images = new Repository(name, null, _child);
        var group = new SecurityGroup(name, new() { VpcId = around.VpcId }, _child);
        for (var port = 8080; port < 8084; port++)
            _ = new SecurityGroupIngressRule($"{name}-{port}", new() { SecurityGroupId = group.Id, IpProtocol = "tcp", FromPort = port, ToPort = port, CidrIpv4 = "10.0.0.0/16" }, _child);
        var settings = Enumerable.Range(0, 3).Select(at => new Parameter($"{name}-setting{at}", new() { Type = "SecureString", Value = $"value {at} of {name}" }, _child)).ToList();
        Serve(name, around);
        TaskArn = new TaskDefinition(name, new()
        {
            Family = name,
            Cpu = "256",
            Memory = "512",
            NetworkMode = "awsvpc",
            ExecutionRoleArn = starts.Arn,
            TaskRoleArn = runs.Arn,
            ContainerDefinitions = Output.Format($$"""[{"name":"main","image":"{{images.RepositoryUrl}}","logGroup":"{{log.Name}}","secrets":["{{settings[0].Arn}}","{{settings[1].Arn}}","{{settings[2].Arn}}"],"environment":[{"name":"CLUSTER","value":"{{around.ClusterArn}}"}]}]"""),
        }, new() { Parent = this, DependsOn = after is null ? [] : [after] }).Arn;
        RegisterOutputs(new Dictionary<string, object?> { ["taskArn"] = TaskArn });
    }

    internal Output<string> TaskArn { get; }

    private void Serve(string name, Surroundings around)
    {
        var targets = new TargetGroup(name, new() { Port = 8080, Protocol = "HTTP", TargetType = "ip", VpcId = around.VpcId }, _child);
        // Its priority is left to the balancer.
        _ = new ListenerRule(name, new()
        {
            ListenerArn = around.ListenerArn,
            Conditions = { new ListenerRuleConditionArgs { HostHeader = new ListenerRuleConditionHostHeaderArgs { Values = { $"{name}.example.com" } } } },
            Actions = { new ListenerRuleActionArgs { Type = "forward", TargetGroupArn = targets.Arn } },
        }, _child);
    }

    internal sealed record Surroundings(Output<string> VpcId, Output<string> ListenerArn, Output<string> ClusterArn);
}
