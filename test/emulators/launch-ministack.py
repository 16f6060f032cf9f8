"""ministack 1.5.33, taught what AWS does and it does not. Each lesson fails loudly once the version
that is installed has changed under it; all that is left out is listed in docs/deploy.md."""

import json
import sys

from ministack.core import iam_actions, iam_evaluator, responses
from ministack.services import cloudwatch, ec2, eventbridge, scheduler, tagging
from ministack.services.cloudformation import changesets, engine, handlers, provisioners, stacks

# A test must be able to publish what only AWS's own services may: events of aws.ec2.
assert eventbridge._put_events.__defaults__ == (False,), "ministack has changed"
eventbridge._put_events.__defaults__ = (True,)


# Conditions on aws:ResourceTag see the tags of instances and alarms, too.
def instance_tags():
    for (account, region, key), tags in list(ec2._tags._data.items()):
        yield f"arn:aws:ec2:{region}:{account}:instance/{key}", tags


def alarm_tags():
    for arn, tags in list(cloudwatch._resource_tags.items()):
        yield arn, [{"Key": key, "Value": value} for key, value in tags.items()]


assert "ec2" not in tagging._RESOURCE_TAG_COLLECTORS, "ministack has changed"
tagging._RESOURCE_TAG_COLLECTORS |= {"ec2": instance_tags, "cloudwatch": alarm_tags}

# Conditions on dynamodb:LeadingKeys see the partition key, here always called pk.
without_keys = iam_actions.dynamodb_service_context


def with_leading_keys(body):
    request = json.loads(body or b"{}")
    key = request.get("Key", {}).get("pk") or request.get("Item", {}).get("pk")
    key = key or request.get("ExpressionAttributeValues", {}).get(":pk")
    context = without_keys(body)
    return context if key is None else {**context, "dynamodb:LeadingKeys": [key["S"]]}


iam_actions.dynamodb_service_context = with_leading_keys

# What is said of alarms is said of their ARNs; of all of them where the call names none.
any_resource = iam_actions.extract_resource_arn


def with_alarm_arns(service, method, path, headers, body, query_params, region, account):
    arn = any_resource(service, method, path, headers, body, query_params, region, account)
    if service != "monitoring" or arn != "*":
        return arn
    target = headers.get("x-amz-target", "").rpartition(".")[2]
    request = json.loads(body) if target in ABOUT_ALARMS else {}
    if "ResourceARN" in request:
        return request["ResourceARN"]
    [name, *_] = request.get("AlarmNames") or ["*"]
    return f"arn:aws:cloudwatch:{region}:{account}:alarm:{name}" if target in ABOUT_ALARMS else arn


ABOUT_ALARMS = {"DescribeAlarms", "DeleteAlarms", "ListTagsForResource", "TagResource"}
iam_actions.extract_resource_arn = with_alarm_arns

# To IAM a batch of a queue's calls is the call: it has no action of another name.
action_called = iam_actions.extract_iam_action


def without_batch(*request):
    action = action_called(*request)
    return action.removesuffix("Batch") if action and action.startswith("sqs:") else action


iam_actions.extract_iam_action = without_batch

# Who has assumed a role is that role to aws:PrincipalArn; its path, which ours have not, is lost.
condition_value = iam_evaluator._resolve_condition_key


def with_role_of_session(key, context):
    value = condition_value(key, context)
    if key.lower() != "aws:principalarn" or ":assumed-role/" not in value:
        return value
    account, role = context.principal_account, value.split("/")[1]
    return f"arn:aws:iam::{account}:role/{role}"


iam_evaluator._resolve_condition_key = with_role_of_session

# A bus has a policy, which a stack may bring.
BUS_POLICY = "AWS::Events::EventBusPolicy"


def put_bus_policy(logical_id, props, stack_name):
    data = {**props["Statement"], "StatementId": props["StatementId"]}
    eventbridge._put_permission(data)
    return props["StatementId"], {}


def remove_bus_policy(physical_id, props):
    eventbridge._remove_permission({"StatementId": physical_id})


assert BUS_POLICY not in provisioners._RESOURCE_HANDLERS, "ministack has changed"
provisioners._RESOURCE_HANDLERS[BUS_POLICY] = {
    "create": put_bus_policy,
    "update": lambda physical_id, old, new, stack: put_bus_policy("", new, stack),
    "delete": remove_bus_policy,
}

# Conditions of a template know where they are asked.
without_pseudo_parameters = engine._evaluate_conditions


def with_pseudo_parameters(template, params):
    pseudo = {"AWS::AccountId": responses.get_account_id(), "AWS::Region": responses.get_region()}
    values = {key: {"Value": value} for key, value in pseudo.items()}
    return without_pseudo_parameters(template, {**params, **values})


for module in (changesets, engine, handlers, stacks):
    assert module._evaluate_conditions is without_pseudo_parameters, "ministack has changed"
    module._evaluate_conditions = with_pseudo_parameters

# A rule reaches the bus of another Region, and of another account whose policy lets it.
to_own_bus = eventbridge._dispatch_to_event_bus


def admits(spec, account):
    policy = eventbridge._event_bus_policies.get("default") or {"Statement": []}
    return account == spec.account_id or any(
        account in statement["Principal"]["AWS"] for statement in policy["Statement"]
    )


def to_any_bus(spec, event, rule, event_path, target_input_payload=None):
    account, region = responses.get_account_id(), responses.get_region()
    if (spec.account_id, spec.region) == (account, region):
        return to_own_bus(spec, event, rule, event_path, target_input_payload)
    in_account = responses._request_account_id.set(spec.account_id)
    in_region = responses._request_region.set(spec.region)
    try:
        if admits(spec, account):
            eventbridge._dispatch_event({**event, "EventBusName": "default"})
    finally:
        responses._request_account_id.reset(in_account)
        responses._request_region.reset(in_region)


eventbridge._dispatch_to_event_bus = to_any_bus

# A schedule that is due is not looked for every ten seconds, but every second.

assert scheduler._SCHEDULE_TICK_INTERVAL == 10, "ministack has changed"
scheduler._SCHEDULE_TICK_INTERVAL = 1

from ministack import app  # noqa: E402


# What it has no idea of is refused as AWS refuses what one may not do, so that the rest goes on.
async def refused(method, path, headers, body, query_params):
    message = "User: emulated is not authorized to perform: this, which ministack does not have"
    answer = {"__type": "AccessDeniedException", "message": message}
    return 400, {"Content-Type": "application/x-amz-json-1.1"}, json.dumps(answer).encode()


for service in ("lightsail", "sagemaker"):
    assert service not in app.SERVICE_HANDLERS, "ministack has changed"
    app.SERVICE_HANDLERS[service] = refused

sys.exit(app.main())
